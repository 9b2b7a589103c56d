export { default, metadata } from '@/app/(review)/settings/display/page';
