import type { CallToolResult } from '@modelcontextprotocol/server';
import { isDataFault } from '../../../storage/is-data-fault.ts';
import { StetError } from '../../model/stet-error.ts';
import { REFUSALS } from '../../review/refusal-texts.ts';

/** What clients are told of every tool: it alters nothing, here or elsewhere. */
export const READS_ONLY = { readOnlyHint: true, idempotentHint: true, openWorldHint: false };

/** The answer of a tool in words for its reader. */
export function answerText(text: string): CallToolResult {
  return { content: [{ type: 'text', text }] };
}

/** The answer of a tool as an object; also as text, for readers that take nothing else. */
export function answerJson(value: Record<string, unknown>): CallToolResult {
  return { structuredContent: value, ...answerText(JSON.stringify(value)) };
}

/**
 * Does the work of a tool. What cannot be done for a reason of the asker's is an answer that says so and what to ask
 * instead: a model reads it, where an error of the protocol ends its turn.
 * @throws whatever else the work throws.
 */
export async function answerTool(work: () => Promise<CallToolResult>): Promise<CallToolResult> {
  try {
    return await work();
  } catch (error) {
    if (isDataFault(error)) return { isError: true, ...answerText(REFUSALS.badValue) };
    if (!(error instanceof StetError)) throw error;
    return { isError: true, ...answerText(error.message) };
  }
}
