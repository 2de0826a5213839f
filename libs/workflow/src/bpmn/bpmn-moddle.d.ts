/** The package brings the types of its elements alone. */
declare module 'bpmn-moddle' {
  export class BpmnModdle {
    constructor(packages: object, options: { nsMap: Record<string, string> });
    fromXML(xml: string, options: { lax: boolean }): Promise<import('./moddle').ModdleDocument>;
    toXML(element: object, options?: { format?: boolean }): Promise<{ xml: string }>;
    create(type: string, properties?: object): import('./moddle').ModdleElement;
    createAny(type: string, uri: string, properties?: object): import('./moddle').ModdleElement;
  }
}
