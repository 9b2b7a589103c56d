import type { Metadata } from 'next';
import { type Query, QuestionsOf } from '../load';

interface PageProps {
  params: Promise<{ project: string; id: string }>;
  searchParams: Promise<Query>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  return { title: `Questions · ${(await params).project}` };
}

export default async function Question({ params, searchParams }: PageProps) {
  const { project, id } = await params;
  return <QuestionsOf project={project} id={id} query={await searchParams} />;
}
