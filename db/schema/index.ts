export * from '@/db/schema/access';
export * from '@/db/schema/events';
export * from '@/db/schema/people';
export * from '@/db/schema/projects';
export * from '@/db/schema/reviews';
export * from '@/db/schema/segments';
export * from '@/db/schema/sessions';
