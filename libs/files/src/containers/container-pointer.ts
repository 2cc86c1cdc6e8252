/** A container with a URL that works for whoever is told of it. */
export interface ContainerPointer {
  readonly Name: string;
  readonly Url: string;
}
