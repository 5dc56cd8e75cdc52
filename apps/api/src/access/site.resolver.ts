import { Query, Resolver } from 'type-graphql';
import { permissionCatalogue } from './permission-catalogue';
import { PermissionInfoType } from './permission.type';
import { Site } from './site.type';

@Resolver()
export class SiteResolver {
  constructor(private readonly installation: Site) {}

  @Query(() => Site, { description: 'What any page may need to know of this installation.' })
  site(): Site {
    return this.installation;
  }

  @Query(() => [PermissionInfoType], { description: 'From which role editors are drawn.' })
  permissionCatalogue(): PermissionInfoType[] {
    return [...permissionCatalogue];
  }
}
