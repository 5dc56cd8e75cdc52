import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Payload } from '../access/user-error.type';
import { DateTime } from '../platform/graphql/scalars';
import type { OwnSession } from './own-sessions.service';
import { ViewerType } from '../web-users/viewer.type';

@ObjectType('Session', { simpleResolvers: true, description: 'Where somebody is signed in.' })
export class SessionType implements OwnSession {
  @Field(() => ID, { description: 'Ending it takes it.' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'What the device called itself when the session began.' })
  userAgent!: string | null;

  @Field(() => DateTime, { description: 'When it began.' })
  startedAt!: Date;

  @Field(() => DateTime, { description: 'When it was last renewed, which happens every 15 minutes of use.' })
  lastUsedAt!: Date;

  @Field(() => Boolean, { description: 'The one that asks.' })
  isCurrent!: boolean;
}

@InputType({ description: 'Without an id: all sessions but the current one.' })
export class EndSessionInput {
  @Field(() => ID, { nullable: true, description: "One of the viewer's own." })
  sessionId?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'Ended, or why not.' })
export class EndSessionPayload extends Payload {
  @Field(() => ViewerType, { nullable: true, description: 'Null when refused, and when it was the current session that ended.' })
  viewer?: ViewerType | null;
}
