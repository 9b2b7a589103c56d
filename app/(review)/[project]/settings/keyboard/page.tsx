export { default, metadata } from '@/app/(review)/settings/keyboard/page';
