import { MissingSegment } from '@/components/segments/focus-missing';

export default function SegmentNotFound() {
  return <MissingSegment />;
}
