import icons from './icons.svg';

export type IconName =
  | 'done'
  | 'waiting'
  | 'failed'
  | 'live'
  | 'question'
  | 'partial'
  | 'pickedUp'
  | 'nextStep'
  | 'agent'
  | 'branch'
  | 'list'
  | 'events'
  | 'clock'
  | 'comment'
  | 'link'
  | 'share'
  | 'evidence'
  | 'inbox'
  | 'search'
  | 'down'
  | 'up'
  | 'check'
  | 'close'
  | 'eye'
  | 'unseen'
  | 'left'
  | 'right'
  | 'sun'
  | 'moon'
  | 'settings'
  | 'more'
  | 'system'
  | 'abandoned';

/**
 * An icon of 16 px with a stroke of 1.5 in the colour of the text; a word stands beside it, so it is hidden from readers.
 * Their shapes stand in one file: a page of hundreds of icons would else hold each shape twice, in its markup and in the data of React.
 */
export function Icon({ name, className = 'icon' }: { name: IconName; className?: string }) {
  return (
    <svg className={className} aria-hidden="true">
      <use href={`${icons.src}#${name}`} />
    </svg>
  );
}
