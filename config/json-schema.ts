import * as z from 'zod';

/** As much of a JSON Schema as is needed to know which keys are allowed where. */
export type JsonSchema = {
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
};

/** The JSON Schema of what people write; draft 7, which editors' YAML support knows best. */
export function toJsonSchema(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { io: 'input', target: 'draft-7' }) as JsonSchema;
}
