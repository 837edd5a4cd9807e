/** What two people compare to be sure that nobody sits between them: the same 30 bits in two spellings. */
export interface SafetyCode {
  /** Five indices (0 to 63) into the table of 64 emoji with names (Matrix, MSC 2241). */
  readonly emoji: readonly number[];
  /** Nine digits in groups of three, for reading aloud: '540 039 569'. */
  readonly digits: string;
}
