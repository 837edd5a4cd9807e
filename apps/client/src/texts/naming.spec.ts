import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Naming } from './naming';

@Component({
  imports: [Naming],
  template: `<p><wn-naming [text]="text()" [name]="name()" /></p>`,
})
class Page {
  readonly text = signal((name: string) => `You or ${name} said so, and ${name} is gone.`);
  readonly name = signal('bob');
}

describe('Naming', () => {
  const show = async () => {
    const fixture = TestBed.createComponent(Page);
    await fixture.whenStable();
    const page = fixture.nativeElement as HTMLElement;
    return {
      page,
      fixture,
      names: () => [...page.querySelectorAll('bdi')].map((e) => e.innerText),
    };
  };

  it('puts the name apart wherever the sentence has it, and nothing else around it', async () => {
    const { page, names } = await show();
    expect(page.textContent).toBe('You or bob said so, and bob is gone.');
    expect(names()).toEqual(['bob', 'bob']);
  });

  it('follows the name, and a sentence of another language', async () => {
    const { page, fixture, names } = await show();
    fixture.componentInstance.name.set('علي');
    fixture.componentInstance.text.set((name) => `Mit ${name}`);
    await fixture.whenStable();
    expect(page.textContent).toBe('Mit علي');
    expect(names()).toEqual(['علي']);
  });

  it('shows a name that looks like markup as it is', async () => {
    const { page, fixture } = await show();
    fixture.componentInstance.name.set('<b>$&</b>');
    await fixture.whenStable();
    expect(page.textContent).toBe('You or <b>$&</b> said so, and <b>$&</b> is gone.');
  });
});
