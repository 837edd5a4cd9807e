import type { Speech } from '../speeches';
import type { AllTexts } from '../translation';
import { alarms } from './alarms';
import { app } from './app';
import { attention } from './attention';
import { call } from './call';
import { chat } from './chat';
import { door } from './door';
import { errors } from './errors';
import { files } from './files';
import { formats } from './formats';
import { invite } from './invite';
import { leave } from './leave';
import { lobby } from './lobby';
import { people } from './people';
import { privacy } from './privacy';
import { room } from './room';
import { safety } from './safety';

const texts: AllTexts = {
  alarms,
  app,
  attention,
  call,
  chat,
  door,
  errors,
  files,
  invite,
  leave,
  lobby,
  people,
  privacy,
  room,
  safety,
};

export const speech: Speech = { texts, formats };
