/** The specs read the protocol's page as text. */
declare module '*.md' {
  const text: string;
  export default text;
}
