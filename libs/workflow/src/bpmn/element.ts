import type { ModdleElement } from './moddle';

/** The name of an element without its namespace: `userTask`. */
export function nameOf(element: ModdleElement): string {
  const local = element.$type.slice(element.$type.indexOf(':') + 1);
  return local.charAt(0).toLowerCase() + local.slice(1);
}

export function textOf(element: ModdleElement, property: string): string | undefined {
  const value = Object.hasOwn(element, property) ? element[property] : undefined;
  return typeof value === 'string' ? value : undefined;
}

export function flagOf(element: ModdleElement, property: string): boolean | undefined {
  const value = element[property];
  return typeof value === 'boolean' ? value : undefined;
}

export function childOf(element: ModdleElement, property: string): ModdleElement | undefined {
  const value = element[property];
  return typeof value === 'object' && value !== null ? (value as ModdleElement) : undefined;
}

export function childrenOf(element: ModdleElement, property: string): ModdleElement[] {
  const value = element[property];
  return Array.isArray(value) ? (value as ModdleElement[]) : [];
}

/** The text inside a child: `<condition>…</condition>`. */
export function bodyOf(element: ModdleElement, property: string): string | undefined {
  const child = childOf(element, property);
  return child === undefined ? undefined : (textOf(child, 'body') ?? '').trim();
}

/** An attribute of a vendor's namespace; an empty one counts as none. */
export function vendorOf(element: ModdleElement, attribute: string): string | undefined {
  const value = element.$attrs?.[`vendor:${attribute}`] ?? element.$attrs?.[`flowable:${attribute}`];
  return value?.trim() === '' ? undefined : value;
}

export function extensionsOf(element: ModdleElement): ModdleElement[] {
  const holder = childOf(element, 'extensionElements');
  return holder === undefined ? [] : childrenOf(holder, 'values');
}

/** What an extension is: the families of vendors share their words. */
export function extensionTypeOf(extension: ModdleElement): string {
  return extension.$type.replace(/^flowable:/, 'vendor:');
}

export function extensionOf(element: ModdleElement, type: string): ModdleElement | undefined {
  return extensionsOf(element).find((extension) => extensionTypeOf(extension) === type);
}
