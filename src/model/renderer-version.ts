/**
 * The version of rendering. Raise it whenever a browser that is led otherwise can give other bytes of the same page: what
 * is waited for, opened, scrolled to, kept out or written down. Records of pages that were rendered by different versions
 * are never compared, so that a better way of rendering cannot look like an edit by the newspaper.
 */
export const RENDERER_VERSION = 1;
