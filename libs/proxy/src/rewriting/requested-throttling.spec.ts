import { describe, expect, it } from 'vitest';
import { withThrottling } from './requested-throttling.js';

describe('withThrottling', () => {
  it.each([
    ['{}', '{"RequestedCallThrottling":"Major"}'],
    ['{ "Size": 9007199254740993 }\n', '{ "Size": 9007199254740993 ,"RequestedCallThrottling":"Major"}\n'],
    ['{"a":"{","RequestedCallThrottling":"Minor"}', '{"a":"{","RequestedCallThrottling":"Major"}'],
    ['{"RequestedCallThrottling":"Normal"}', '{"RequestedCallThrottling":"Major"}'],
    ['{"RequestedCallThrottling":null}', '{"RequestedCallThrottling":"Major"}'],
    ['{"RequestedCallThrottling":"Critical"}', '{"RequestedCallThrottling":"Critical"}'],
    ['[]', undefined],
    ['{', undefined],
  ])('%s', (text, expected) => expect(withThrottling(text, 'Major')).toBe(expected));
});
