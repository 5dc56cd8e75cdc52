import { Field, ObjectType } from 'type-graphql';
import { WebUserType } from './web-user.type';

@ObjectType('Viewer', { simpleResolvers: true, description: 'The signed-in person.' })
export class ViewerType {
  @Field(() => WebUserType, { description: 'Their account.' })
  webUser!: WebUserType;
}
