import { ChangeDetectionStrategy, Component, computed, inject, input, model, signal } from '@angular/core';
import { TranslocoPipe } from '@jsverse/transloco';
import {
  addStep,
  BLOCKS,
  blockOf,
  canMove,
  canRemove,
  moveStep,
  nodesInOrder,
  removeStep,
  type BlockSettings,
  type Definition,
  type NodeDefinition,
} from '@querraum/workflow';
import { inLanguage } from '../../core/language';
import { Texts } from '../../core/texts';
import { Button } from '../../ui/button';
import { Field, FieldControl } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { FocusNext } from './focus-next';

type BlockType = NodeDefinition['type'];

/** Ablaufliste: the steps in their order; each can be moved and taken out, and another put in. */
@Component({
  selector: 'app-step-editor',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Button, Field, FieldControl, Icon, TranslocoPipe],
  providers: [FocusNext],
  templateUrl: './step-editor.html',
  styleUrl: './step-editor.scss',
})
export class StepEditor {
  readonly definition = model.required<Definition>();
  readonly errors = input.required<Record<string, string>>();
  private readonly focus = inject(FocusNext);
  private readonly texts = inject(Texts);
  protected readonly block = signal<BlockType>('takeNote');
  protected readonly place = signal('');
  protected readonly done = signal('');
  /** A model from a BPMN file is changed where it was drawn, and read in again. */
  protected readonly isImported = computed(() => this.definition().imported !== undefined);
  protected readonly lines = computed(() => {
    const definition = this.definition();
    const wrong = Object.keys(this.errors());
    return nodesInOrder(definition)
      .filter(({ type }) => type !== 'start')
      .map((node) => ({
        id: node.id,
        name: inLanguage(node.name) || inLanguage(blockOf(node).name),
        kind: inLanguage(blockOf(node).name),
        isWrong: wrong.some((id) => id.startsWith(`${node.id}-`)),
        up: !this.isImported() && canMove(definition, node.id, 'up'),
        down: !this.isImported() && canMove(definition, node.id, 'down'),
        removable: !this.isImported() && canRemove(definition, node.id),
      }));
  });
  protected readonly blocks = computed(() =>
    Object.entries<BlockSettings>(BLOCKS)
      .filter(([, { initial }]) => initial !== undefined)
      .map(([value, { name, about }]) => ({ value, name: inLanguage(name), about: inLanguage(about) })),
  );
  protected readonly about = computed(() => this.blocks().find(({ value }) => value === this.block())?.about);
  /** Every path on which a step can stand. */
  protected readonly places = computed(() => {
    const { nodes, flows } = this.definition();
    const nodeOf = (id: string) => nodes.find((node) => node.id === id);
    const order = nodesInOrder(this.definition()).map(({ id }) => id);
    return flows
      .toSorted((one, other) => order.indexOf(one.from) - order.indexOf(other.from))
      .flatMap(({ id, from, to }) => {
        const [before, after] = [nodeOf(from), nodeOf(to)];
        if (before === undefined || after === undefined) return [];
        const values = { before: inLanguage(before.name), after: inLanguage(after.name) };
        const key = before.type === 'start' ? 'first' : before.type.endsWith('Gateway') ? 'between' : 'after';
        return [{ value: id, name: this.texts.say(`blocks.steps.place.${key}`, values) }];
      });
  });
  protected readonly chosenPlace = computed(() => {
    const places = this.places();
    return (places.find(({ value }) => value === this.place()) ?? places[0])?.value ?? '';
  });

  protected choose(value: string): void {
    if (value in BLOCKS) this.block.set(value as BlockType);
  }

  protected add(): void {
    const before = this.definition();
    const after = addStep(before, this.block(), this.chosenPlace());
    const added = after.nodes.find(({ id }) => !before.nodes.some((node) => node.id === id));
    if (added === undefined) return;
    this.definition.set(after);
    this.place.set(after.flows.find(({ from }) => from === added.id)?.id ?? '');
    this.done.set(this.texts.say('blocks.steps.added', { name: inLanguage(added.name) }));
    this.focus.on(`schritt-${added.id}`);
  }

  protected remove(nodeId: string, name: string): void {
    const before = this.definition();
    const after = removeStep(before, nodeId);
    const gone = before.nodes.length - after.nodes.length;
    this.definition.set(after);
    this.done.set(this.texts.plural('blocks.steps.removed', gone, { name }));
    this.focus.on('ablauf-hinzu');
  }

  protected move(nodeId: string, direction: 'up' | 'down'): void {
    this.definition.set(moveStep(this.definition(), nodeId, direction));
    const back = direction === 'up' ? 'down' : 'up';
    this.focus.on(`ablauf-${nodeId}-${direction}`, `ablauf-${nodeId}-${back}`);
  }

  protected show(event: Event, nodeId: string): void {
    event.preventDefault();
    const heading = document.getElementById(`schritt-${nodeId}`);
    heading?.closest('details')?.setAttribute('open', '');
    heading?.focus();
    heading?.scrollIntoView({ block: 'start' });
  }
}
