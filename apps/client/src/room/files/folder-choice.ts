import { ScrollingModule, type CdkVirtualScrollViewport } from '@angular/cdk/scrolling';
import { Component, computed, inject, input, model, signal, viewChild } from '@angular/core';
import { MatCheckboxModule } from '@angular/material/checkbox';
import { MatPseudoCheckboxModule } from '@angular/material/core';
import type { FolderEntry } from '@whispernet/transfer';
import { Icon } from '../../icon';
import { Texts } from '../../texts/texts';
import { type FolderNode, nodesIn } from './folder-tree';

/** Of each row; rows of one height can be put in their places without being made. */
const ROW_PX = 40;
/** The half one says that there is more. */
const MAX_ROWS = 7.5;
/** Deeper rows go no further to the side: narrow screens have to show their names. */
const MAX_INDENTS = 6;

/** A row of the tree that is to be seen when scrolled to. */
interface Row {
  readonly node: FolderNode;
  /** Where it stands among those of its folder, from 1, and how many they are. */
  readonly position: number;
  readonly count: number;
  readonly parent: Row | undefined;
}

let trees = 0;

/**
 * What is in an offered folder, as a tree to choose from. Rows are made when they are scrolled to,
 * folders looked into when they are opened: 100,000 files are as quick as ten. So the tree is one
 * stop of the keyboard, which names its active row (WAI-ARIA, tree view).
 */
@Component({
  selector: 'wn-folder-choice',
  imports: [Icon, MatCheckboxModule, MatPseudoCheckboxModule, ScrollingModule],
  templateUrl: './folder-choice.html',
  styleUrl: './folder-choice.scss',
})
export class FolderChoice {
  readonly files = input.required<readonly FolderEntry[]>();
  /** Of the folder. */
  readonly name = input.required<string>();
  /** The places of the files that are wanted, ascending; undefined for all of them. */
  readonly chosen = model<readonly number[]>();

  protected readonly t = inject(Texts).files;
  protected readonly rowPx = ROW_PX;
  protected readonly treeId = `wn-tree-${(trees += 1)}`;
  readonly #unwanted = computed((): ReadonlySet<number> => {
    const chosen = this.chosen();
    if (!chosen) return new Set();
    const wanted = new Set(chosen);
    return new Set([...this.files().keys()].filter((place) => !wanted.has(place)));
  });
  /** By their rows: what was open in a folder that is closed is open again with it. */
  readonly #open = signal<ReadonlyMap<FolderNode, readonly Row[]>>(new Map());
  readonly #top = computed(() => rowsOf(nodesIn(this.files()), undefined));

  /** From the top to the bottom. */
  protected readonly rows = computed(() => {
    const rows: Row[] = [];
    const add = (some: readonly Row[]) => {
      for (const row of some) {
        rows.push(row);
        add(this.#open().get(row.node) ?? []);
      }
    };
    add(this.#top());
    return rows;
  });
  protected readonly heightPx = computed(() => ROW_PX * Math.min(MAX_ROWS, this.rows().length));
  protected readonly active = signal(0);
  protected readonly all = computed(() => this.#stateOf([...this.files().keys()]));
  protected readonly sum = computed(() => {
    const files = this.files();
    const unwanted = this.#unwanted();
    let size = 0;
    for (const [place, file] of files.entries()) if (!unwanted.has(place)) size += file.size;
    const count = files.length - unwanted.size;
    return this.t().folder.chosen(count, files.length, size);
  });
  private readonly viewport = viewChild.required<CdkVirtualScrollViewport>('viewport');

  protected readonly ARIA_CHECKED = { checked: 'true', unchecked: 'false', indeterminate: 'mixed' };

  protected readonly nodeOf = (_index: number, { node }: Row): FolderNode => node;

  /** In rem. */
  protected indentOf({ node }: Row): number {
    return Math.min(node.level - 1, MAX_INDENTS);
  }

  protected checkOf({ node }: Row): 'checked' | 'unchecked' | 'indeterminate' {
    return this.#stateOf(node.places);
  }

  protected isOpen({ node }: Row): boolean {
    return this.#open().has(node);
  }

  protected toggleAll(): void {
    this.#toggle([...this.files().keys()]);
  }

  protected click({ target }: Event): void {
    if (!(target instanceof Element)) return;
    const index = Number(target.closest<HTMLElement>('[role=treeitem]')?.dataset['index']);
    const row = this.rows()[index];
    if (!row) return;
    this.active.set(index);
    if (target.closest('.twisty') && row.node.isFolder) this.#setOpen(row, !this.isOpen(row));
    else this.#toggle(row.node.places);
  }

  protected press(event: KeyboardEvent): void {
    const index = this.active();
    const row = this.rows()[index];
    if (!row || !this.#answers(event.key, row, index)) return;
    event.preventDefault();
  }

  /** Whether the key means something in a tree. */
  #answers(key: string, row: Row, index: number): boolean {
    const last = this.rows().length - 1;
    switch (key) {
      case 'ArrowDown':
        return this.#goTo(Math.min(last, index + 1));
      case 'ArrowUp':
        return this.#goTo(Math.max(0, index - 1));
      case 'Home':
        return this.#goTo(0);
      case 'End':
        return this.#goTo(last);
      case 'ArrowRight':
        if (row.node.isFolder && this.isOpen(row)) return this.#goTo(index + 1);
        if (row.node.isFolder) this.#setOpen(row, true);
        return true;
      case 'ArrowLeft':
        if (this.isOpen(row)) this.#setOpen(row, false);
        else if (row.parent) return this.#goTo(this.rows().indexOf(row.parent));
        return true;
      case ' ':
      case 'Enter':
        this.#toggle(row.node.places);
        return true;
      default:
        return false;
    }
  }

  #goTo(index: number): true {
    this.active.set(index);
    const viewport = this.viewport();
    const top = viewport.measureScrollOffset('top');
    const heightPx = viewport.getViewportSize();
    const atPx = index * ROW_PX;
    if (atPx < top) viewport.scrollToOffset(atPx);
    else if (atPx + ROW_PX > top + heightPx) viewport.scrollToOffset(atPx + ROW_PX - heightPx);
    return true;
  }

  #setOpen(row: Row, isOpen: boolean): void {
    const open = new Map(this.#open());
    if (isOpen) open.set(row.node, rowsOf(nodesIn(this.files(), row.node), row));
    else open.delete(row.node);
    this.#open.set(open);
  }

  #stateOf(places: readonly number[]): 'checked' | 'unchecked' | 'indeterminate' {
    const unwanted = this.#unwanted();
    if (unwanted.size === 0) return 'checked';
    const isWanted = (place: number) => !unwanted.has(place);
    if (!places.some(isWanted)) return 'unchecked';
    return places.every(isWanted) ? 'checked' : 'indeterminate';
  }

  /** Takes all of them; none of them where all were taken. */
  #toggle(places: readonly number[]): void {
    const unwanted = new Set(this.#unwanted());
    const isToGo = this.#stateOf(places) === 'checked';
    for (const place of places)
      if (isToGo) unwanted.add(place);
      else unwanted.delete(place);
    const wanted = [...this.files().keys()].filter((place) => !unwanted.has(place));
    this.chosen.set(unwanted.size === 0 ? undefined : wanted);
  }
}

function rowsOf(nodes: readonly FolderNode[], parent: Row | undefined): readonly Row[] {
  return nodes.map((node, index) => ({ node, position: index + 1, count: nodes.length, parent }));
}
