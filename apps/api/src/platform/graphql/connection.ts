import { type ClassType, Field, Int, ObjectType } from 'type-graphql';
import { cursorOf, type Page, type Position } from '../database/keyset';

@ObjectType('PageInfo', { simpleResolvers: true, description: 'Where a page stands in its list, after the Relay cursor specification.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether the list goes on after this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether the list has something before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first item.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last item.' })
  endCursor!: string | null;
}

interface Edge<Row> {
  cursor: string;
  node: Row;
}

/** What a connection's resolver returns. The total is a function: it is counted only when asked for. */
export interface Connection<Row> {
  edges: Edge<Row>[] | (() => Edge<Row>[]);
  nodes: Row[];
  pageInfo: PageInfo;
  totalCount: () => Promise<number>;
}

export function connectionOf<Row>(
  list: string, page: Page<Row>, positionOf: (row: Row) => Position, countAll: () => Promise<number>,
): Connection<Row> {
  const cursor = (row: Row | undefined) => (row === undefined ? null : cursorOf(list, positionOf(row)));
  return {
    nodes: page.rows,
    edges: () => page.rows.map((node) => ({ node, cursor: cursorOf(list, positionOf(node)) })),
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: page.hasPreviousPage,
      startCursor: cursor(page.rows[0]),
      endCursor: cursor(page.rows.at(-1)),
    },
    totalCount: countAll,
  };
}

/** Declares `XConnection` and `XEdge` for a node type. */
export function connectionType<T extends object>(node: ClassType<T>, name: string): ClassType<Connection<T>> {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `One item of a ${name}Connection.` })
  class EdgeType {
    @Field(() => String, { description: 'Where this item stands in its list.' })
    cursor!: string;

    @Field(() => node, { description: 'The item.' })
    node!: T;
  }

  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: 'A page of a list, with its total.' })
  class ConnectionType {
    @Field(() => [EdgeType], { description: 'The items with their cursors.' })
    edges!: EdgeType[];

    @Field(() => [node], { description: 'The items alone.' })
    nodes!: T[];

    @Field(() => PageInfo, { description: 'Where this page stands.' })
    pageInfo!: PageInfo;

    @Field(() => Int, { description: 'How many items the whole list has.' })
    totalCount!: () => Promise<number>;
  }
  return ConnectionType;
}
