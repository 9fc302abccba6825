/** Class 22 of the SQLSTATE codes, "data exception" (PostgreSQL, appendix A): a value that no column takes. */
const DATA_EXCEPTION = /^22[0-9A-Z]{3}$/;

/** Whether PostgreSQL refused a value that it was given: the fault of whoever gave it. */
export function isDataFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string' && DATA_EXCEPTION.test(error.code)) return true;
  return isDataFault(error.cause);
}
