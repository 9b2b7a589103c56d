import type { Metadata } from 'next';
import { type Query, QuestionsOf } from './load';

interface PageProps {
  params: Promise<{ project: string }>;
  searchParams: Promise<Query>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Questions · ${(await params).project}` };
}

export default async function Questions({ params, searchParams }: PageProps) {
  return <QuestionsOf project={(await params).project} query={await searchParams} />;
}
