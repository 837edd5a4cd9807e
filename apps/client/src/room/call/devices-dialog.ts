import { Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type MatDialog, MatDialogConfig, MatDialogModule } from '@angular/material/dialog';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { MatSlideToggleModule } from '@angular/material/slide-toggle';
import type { SendQuality } from '@whispernet/room';
import { Texts } from '../../texts/texts';
import { PlaysTrack } from '../stage/plays-track';
import { DeviceChoice } from './device-choice';
import { OwnMedia } from './own-media';

/** Which devices the call uses, and how. What is chosen holds at once. */
@Component({
  selector: 'wn-devices-dialog',
  imports: [
    DeviceChoice,
    MatButtonModule,
    MatDialogModule,
    MatFormFieldModule,
    MatInputModule,
    MatSlideToggleModule,
    PlaysTrack,
  ],
  templateUrl: './devices-dialog.html',
  styleUrl: './devices-dialog.scss',
})
export class DevicesDialog {
  protected readonly own = inject(OwnMedia);
  protected readonly t = inject(Texts).call;
  protected readonly qualities: readonly SendQuality[] = ['auto', 'low', 'high'];

  static show(dialog: MatDialog): void {
    const config = { width: '30rem', autoFocus: 'first-heading' };
    dialog.open(DevicesDialog, Object.assign(new MatDialogConfig(), config));
  }

  protected sendIn(quality: string): void {
    const chosen = this.qualities.find((each) => each === quality);
    if (chosen) void this.own.sendIn(chosen);
  }
}
