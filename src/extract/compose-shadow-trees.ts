import type { ChildNode } from 'domhandler';
import { isElement, isText } from './tree.ts';

/** What is told of a tree as it is walked: as a parser tells it. */
export type TreeListener = {
  onopentag(name: string, attribs: Record<string, string>): void;
  ontext(text: string): void;
  onclosetag(): void;
};

/** What speaks to programs stands for the page wherever it is. */
const FOR_PROGRAMS = new Set(['script', 'meta', 'link']);

/** Whether an element is a declarative shadow root (HTML standard, § 4.12.3). */
export function isShadowRoot(name: string, attribs: Record<string, string>): boolean {
  return name === 'template' && /^(?:open|closed)$/i.test(attribs.shadowrootmode ?? '');
}

/**
 * Tells a page's tree as a reader sees it: an element with a declarative shadow root shows that, with its own children
 * where the root has slots for them, and without those that have none (the flat tree, CSS Scoping § 3.3.3).
 */
export function composeShadowTrees(nodes: ChildNode[], listener: TreeListener): void {
  tellAll(nodes, listener, null);
}

/** The children of a host that still wait for a slot. */
type Waiting = { nodes: ChildNode[]; outer: Waiting | null };

function tellAll(nodes: ChildNode[], listener: TreeListener, waiting: Waiting | null): void {
  for (const node of nodes) {
    if (isText(node)) listener.ontext(node.data);
    else if (isElement(node) && node.name === 'slot' && waiting !== null) tellSlot(node, listener, waiting);
    else if (isElement(node)) tellElement(node, listener, waiting);
  }
}

function tellElement(element: ChildNode, listener: TreeListener, waiting: Waiting | null): void {
  if (!isElement(element)) return;
  const root = element.children.find((child) => isElement(child) && isShadowRoot(child.name, child.attribs));
  listener.onopentag(element.name, element.attribs);
  if (root === undefined || !isElement(root)) {
    tellAll(element.children, listener, waiting);
  } else {
    const own = { nodes: element.children.filter((child) => child !== root), outer: waiting };
    tellAll(root.children, listener, own);
    tellAll(own.nodes.filter(isForPrograms), listener, waiting);
  }
  listener.onclosetag();
}

/** The children that name a slot, or none for the one without a name, stand in its place; else what the slot holds itself. */
function tellSlot(slot: ChildNode, listener: TreeListener, waiting: Waiting): void {
  if (!isElement(slot)) return;
  const name = slot.attribs.name ?? '';
  const given = waiting.nodes.filter((node) => slotOf(node) === name && !isForPrograms(node));
  waiting.nodes = waiting.nodes.filter((node) => !given.includes(node));
  const hasOwn = given.some((node) => !isText(node) || node.data.trim() !== '');
  if (hasOwn) tellAll(given, listener, waiting.outer);
  else tellAll(slot.children, listener, waiting);
}

function slotOf(node: ChildNode): string | null {
  if (isText(node)) return '';
  return isElement(node) ? (node.attribs.slot ?? '') : null;
}

function isForPrograms(node: ChildNode): boolean {
  return isElement(node) && FOR_PROGRAMS.has(node.name);
}
