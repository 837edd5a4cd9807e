/** What this page cannot work without; undefined where everything is there. */
export function missingSupport(page: {
  readonly isSecureContext: boolean;
  readonly RTCPeerConnection?: unknown;
}): 'not-secure' | 'no-webrtc' | undefined {
  // First, because a page that is not secure lacks other things only for that reason.
  if (!page.isSecureContext) return 'not-secure';
  if (page.RTCPeerConnection === undefined) return 'no-webrtc';
  return undefined;
}
