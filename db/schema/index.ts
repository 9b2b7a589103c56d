export * from '@/db/schema/events';
export * from '@/db/schema/projects';
export * from '@/db/schema/segments';
export * from '@/db/schema/sessions';
