/** Where the API lies; another version of it will lie elsewhere. */
export const API_PATH = '/api/v1';
