import { Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Icon } from '../../icon';
import { ActiveRoom } from '../active-room';
import { TransferRow } from './transfer-row';

/** Files on their way, and the button that sends more. */
@Component({
  selector: 'wn-files',
  imports: [Icon, MatButtonModule, TransferRow],
  templateUrl: './files.html',
  styleUrl: './files.scss',
})
export class Files {
  protected readonly active = inject(ActiveRoom);

  protected send(chosen: HTMLInputElement): void {
    this.active.offerFiles([...(chosen.files ?? [])]);
    chosen.value = ''; // so that the same file can be chosen again
  }
}
