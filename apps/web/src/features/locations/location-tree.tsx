import { useQuery } from '@apollo/client/react';
import { ActionIcon, Button } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { LocationChildrenDocument, type LocationNodeFragment } from '../../gql/graphql';
import { texts } from '../../texts';
import { FailedState, LoadingRows } from '../../ui/states';
import { LocationLine } from './location-line';

const t = texts.locations;

interface BranchProps {
  slug: string;
  parentId: string | null;
  label: string;
  empty?: ReactNode;
  renderMenu: (location: LocationNodeFragment) => ReactNode;
}

/** The locations directly below one, or at the top; what lies further down is loaded when it is opened. */
export function LocationBranch({ label, ...rest }: BranchProps) {
  return <ul className="branch" aria-label={label}><Stretch {...rest} after={null} /></ul>;
}

/** A page of them, and the next one when it is asked for. */
function Stretch({ slug, parentId, empty, renderMenu, after }: Omit<BranchProps, 'label'> & { after: string | null }) {
  const [goesOn, setGoesOn] = useState(false);
  const { data, previousData, error, refetch } = useQuery(LocationChildrenDocument, {
    variables: { slug, parentId, topOnly: parentId === null, after },
  });
  const page = (data ?? previousData)?.projectSpace?.locations;
  if (error && !page) {
    return (
      <li>
        <FailedState title={texts.failed.title} detail={texts.failed.detail} retryLabel={texts.retry} onRetry={() => void refetch()} />
      </li>
    );
  }
  if (!page) return <li><LoadingRows label={texts.loading} count={2} /></li>;
  if (page.nodes.length === 0 && after === null) return <li>{empty}</li>;
  return (
    <>
      {page.nodes.map((location) => <Twig key={location.id} slug={slug} location={location} renderMenu={renderMenu} />)}
      {page.pageInfo.hasNextPage && (goesOn
        ? <Stretch slug={slug} parentId={parentId} renderMenu={renderMenu} after={page.pageInfo.endCursor ?? null} />
        : <li className="line"><Button variant="subtle" size="xs" onClick={() => setGoesOn(true)}>{t.more}</Button></li>)}
    </>
  );
}

function Twig({ slug, location, renderMenu }: Pick<BranchProps, 'slug' | 'renderMenu'> & { location: LocationNodeFragment }) {
  const [isOpen, setOpen] = useState(false);
  const { id, name, hasChildren } = location;
  return (
    <li>
      <LocationLine
        location={location} menu={renderMenu(location)}
        lead={hasChildren ? (
          <ActionIcon
            variant="subtle" color="gray" size="sm" aria-expanded={isOpen} aria-label={isOpen ? t.shut(name) : t.open(name)}
            onClick={() => setOpen(!isOpen)}
          >
            <IconChevronRight size={16} aria-hidden style={{ transform: isOpen ? 'rotate(90deg)' : undefined }} />
          </ActionIcon>
        ) : null}
      />
      {isOpen && hasChildren && <LocationBranch slug={slug} parentId={id} label={name} renderMenu={renderMenu} />}
    </li>
  );
}
