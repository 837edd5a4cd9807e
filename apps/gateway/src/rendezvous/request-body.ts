import type { PipeTransform } from '@nestjs/common';
import { MessageBody } from '@nestjs/websockets';
import { type RequestBody, type RequestName, requestBodies } from '@whispernet/protocol';
import * as v from 'valibot';

/** The parameter takes the request's body, checked against the protocol: `@Body('open') body`. */
export const Body = (name: RequestName): ParameterDecorator => MessageBody(new BodyPipe(name));

/** What was sent is not what this event's body looks like. */
export class MalformedRequest extends Error {
  override readonly name = 'MalformedRequest';
}

// Nest's own pipe walks through the whole value first to strip keys; a strict schema refuses such
// keys, and never goes deeper than the flat object that it expects.
class BodyPipe<Name extends RequestName> implements PipeTransform<unknown, RequestBody<Name>> {
  constructor(private readonly event: Name) {}

  transform(value: unknown): RequestBody<Name> {
    const result = v.safeParse(requestBodies[this.event], value);
    if (!result.success) throw new MalformedRequest();
    return result.output;
  }
}
