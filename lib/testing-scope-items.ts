import { countItems } from '@/lib/reviews/item-queries';
import { listLaterSegments } from '@/lib/reviews/later-queries';
import * as questions from '@/lib/reviews/question-queries';
import { allowSuggestion, refuseSuggestion, resolveItem, takeBack } from '@/lib/reviews/resolution-commands';
import { findItem, findSpan } from '@/lib/reviews/resolution-queries';
import type { Calls } from '@/lib/testing-scope-calls';

/** What is asked and said of what agents leave open and decide. */
export const ITEM_QUERIES: Calls[] = [
  [findItem, (ctx, { question }) => findItem(ctx, question)],
  [findSpan, (ctx, { lead }) => findSpan(ctx, { sid: lead, n: 1 })],
  [questions.getQuestion, (ctx, { question }) => questions.getQuestion(ctx, question)],
  [questions.getNextStep, (ctx, { step }) => questions.getNextStep(ctx, step)],
  [questions.getDecision, (ctx, { decision }) => questions.getDecision(ctx, decision)],
  [questions.listQuestions, (ctx, { project }) => questions.listQuestions(ctx, project)],
  [questions.listNextSteps, (ctx, { project }) => questions.listNextSteps(ctx, project)],
  [questions.listDecisions, (ctx, { project }) => questions.listDecisions(ctx, project)],
  [questions.countQuestions, (ctx, { project }) => questions.countQuestions(ctx, project)],
  [countItems, (ctx, { project }) => countItems(ctx, project, 'next_step')],
  [listLaterSegments, (ctx, { question }) => listLaterSegments(ctx, question)],
];

export const ITEM_COMMANDS: Calls[] = [
  [
    resolveItem,
    (ctx, { question }) => resolveItem(ctx, { kind: 'question', id: question }, { answer: 'Green' }),
    (ctx, { step }) => resolveItem(ctx, { kind: 'next_step', id: step }, { done: true }),
    (ctx, { decision, lead }) => resolveItem(ctx, { kind: 'decision', id: decision }, { segment: { sid: lead, n: 1 } }),
  ],
  [refuseSuggestion, (ctx, { question }) => refuseSuggestion(ctx, question)],
  [allowSuggestion, (ctx, { question, lead }) => allowSuggestion(ctx, question, { sid: lead, n: 1 })],
  [takeBack, (ctx, { question }) => takeBack(ctx, { kind: 'question', id: question })],
];
