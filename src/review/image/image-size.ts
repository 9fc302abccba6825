/** What previews of links are (Open Graph), in pixels: 1.91 to 1. */
export const IMAGE_SIZE = { width: 1_200, height: 630 };
