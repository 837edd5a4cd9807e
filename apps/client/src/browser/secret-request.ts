/** What the page asks the worker for. */
export interface SecretRequest {
  readonly password: string;
  readonly room: string;
  readonly realm: string;
}
