import { Controller, Get, type INestApplication, Injectable } from '@nestjs/common';
import { ApiResponse, DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import * as contracts from '@querraum/contracts';
import { DomainError } from '@querraum/server';
import { z } from 'zod';
import { Public } from './authentication.guard';
import { VERSION } from './version';

type Direction = 'input' | 'output';
interface Converted {
  schema: Record<string, unknown>;
  components: Record<string, Record<string, unknown>>;
}

/** Schemas of the contracts go into the document by their names; what is sent may lack what has a default. */
const registries = { input: namedSchemas('Input'), output: namedSchemas('') };

function namedSchemas(suffix: string) {
  const registry = z.registry<{ id: string }>();
  for (const [name, value] of Object.entries(contracts))
    if (value instanceof z.ZodType && !registry.has(value))
      registry.add(value, { id: name.endsWith(suffix) ? name : `${name}${suffix}` });
  return registry;
}

function toOpenApi(schema: z.ZodType, direction: Direction): Converted {
  const metadata = registries[direction];
  const {
    $schema: _dialect,
    $defs = {},
    id: _id,
    ...own
  } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: direction, unrepresentable: 'any', metadata });
  const components = Object.fromEntries(
    Object.entries($defs).map(([key, { id: _own, ...definition }]) => [key, inDocument(definition)]),
  );
  return { schema: own, components };
}

/** Where a schema refers to others of the document. Swagger follows a reference inside a schema, not one that is the whole of it. */
const inDocument = (definition: object) =>
  JSON.parse(JSON.stringify(definition).replaceAll('#/$defs/', '#/components/schemas/')) as Record<string, unknown>;

/** Made for the first who asks: it takes as long as all else that a start does. */
@Injectable()
export class OpenApiDocument {
  private document: OpenAPIObject | undefined;
  private app: INestApplication | undefined;

  /** Its routes are read when somebody asks. */
  describe(app: INestApplication): void {
    this.app = app;
  }

  get(): OpenAPIObject {
    if (!this.app) throw new DomainError('busy');
    return (this.document ??= this.build(this.app));
  }

  private build(app: INestApplication): OpenAPIObject {
    const settings = new DocumentBuilder()
      .setOpenAPIVersion('3.1.1')
      .setTitle('Querraum')
      .setVersion(VERSION)
      .addBearerAuth()
      .build();
    const document = SwaggerModule.createDocument(app, settings, {
      operationIdFactory: (controller, method) => operationId(controller, method),
      standardSchemaConverter: (schema, { schemaType }) =>
        schema instanceof z.ZodType && !(schema instanceof z.ZodAny && schemaType === 'input')
          ? toOpenApi(schema, schemaType)
          : undefined,
    });
    // What the converter gives back is put in its place by Swagger; this is put there here.
    const problem = toOpenApi(contracts.ProblemBody, 'output').components;
    document.components = { ...document.components, schemas: { ...document.components?.schemas, ...problem } };
    return document;
  }
}

/** `AreasController.find` → `areasFind` */
function operationId(controller: string, method: string): string {
  const feature = controller.replace(/Controller$/, '');
  return feature.charAt(0).toLowerCase() + feature.slice(1) + method.charAt(0).toUpperCase() + method.slice(1);
}

@Controller()
export class OpenApiController {
  constructor(private readonly document: OpenApiDocument) {}

  @Get('openapi.json')
  @Public()
  @ApiResponse({ status: 200, description: 'OpenAPI 3.1', schema: { type: 'object' } })
  read(): OpenAPIObject {
    return this.document.get();
  }
}
