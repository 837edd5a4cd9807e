/**
 * The name of the build that this page is of, such as `9f86d081884c`: whoever serves the page makes
 * it from the files and writes it into index.html (docs/verify.md). Empty on a development server.
 */
export function readBuildId(page: Document): string {
  return page.querySelector<HTMLMetaElement>('meta[name="build-id"]')?.content ?? '';
}
