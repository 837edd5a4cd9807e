import {
  Directive,
  ElementRef,
  Service,
  inject,
  input,
  signal,
  DestroyRef,
  effect,
} from '@angular/core';

/** Blocks are drawn as soon as they are this near to what is seen, in heights of the list. */
const AHEAD = '150%';
/** Of a block that was never drawn: some forty messages of two lines. */
const GUESSED_PX = 40 * 64;

/**
 * Which blocks of a long list are drawn: those in sight and around it. In the place of another one
 * stands an empty box of the height that it had; the browser's scroll anchoring holds what is seen
 * where it is when a guess was wrong.
 */
@Service({ autoProvided: false })
export class DrawnBlocks {
  readonly #list = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  readonly #near = signal<ReadonlySet<number>>(new Set());
  readonly #heights = new Map<number, number>();
  readonly #numbers = new WeakMap<Element, number>();
  #observer: IntersectionObserver | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => this.#observer?.disconnect());
  }

  /** Whether a block is near what is seen. */
  isNear(block: number): boolean {
    return this.#near().has(block);
  }

  /** The height of a block that is not drawn. */
  heightOf(block: number): number {
    return this.#heights.get(block) ?? GUESSED_PX;
  }

  watch(element: Element, block: number): void {
    this.#numbers.set(element, block);
    this.#observer ??= new IntersectionObserver(
      (entries) => {
        this.#note(entries);
      },
      { root: this.#list.querySelector('[role="log"]'), rootMargin: `${AHEAD} 0%` },
    );
    this.#observer.observe(element);
  }

  unwatch(element: Element): void {
    this.#observer?.unobserve(element);
  }

  #note(entries: readonly IntersectionObserverEntry[]): void {
    const near = new Set(this.#near());
    for (const { target, isIntersecting, boundingClientRect } of entries) {
      const block = this.#numbers.get(target);
      if (block === undefined) continue;
      if (isIntersecting) near.add(block);
      else if (near.delete(block)) this.#heights.set(block, boundingClientRect.height);
    }
    this.#near.set(near);
  }
}

/** An element that stands for a block, drawn or not. */
@Directive({ selector: '[wnBlock]' })
export class BlockPlace {
  readonly wnBlock = input.required<number>();

  constructor() {
    const blocks = inject(DrawnBlocks);
    const element = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    effect(() => {
      blocks.watch(element, this.wnBlock());
    });
    inject(DestroyRef).onDestroy(() => {
      blocks.unwatch(element);
    });
  }
}
