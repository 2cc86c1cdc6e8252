/**
 * Every header of WOPI, spelled as the specification spells it. Node hands request headers over in lower case: look
 * them up with `.toLowerCase()`. Pages: "Standard WOPI request and response headers" and the page of each operation.
 */
export const WopiHeader = {
  Override: 'X-WOPI-Override',
  EcosystemOperation: 'X-WOPI-EcosystemOperation',

  Lock: 'X-WOPI-Lock',
  OldLock: 'X-WOPI-OldLock',
  LockUserVisible: 'X-WOPI-LockUserVisible',
  LockExpirationTimeout: 'X-WOPI-LockExpirationTimeout',
  LockFailureReason: 'X-WOPI-LockFailureReason',
  FailureReason: 'X-WOPI-FailureReason',
  LockedByOtherInterface: 'X-WOPI-LockedByOtherInterface',

  ItemVersion: 'X-WOPI-ItemVersion',
  MaxExpectedSize: 'X-WOPI-MaxExpectedSize',
  Size: 'X-WOPI-Size',
  Editors: 'X-WOPI-Editors',

  SuggestedTarget: 'X-WOPI-SuggestedTarget',
  RelativeTarget: 'X-WOPI-RelativeTarget',
  OverwriteRelativeTarget: 'X-WOPI-OverwriteRelativeTarget',
  FileConversion: 'X-WOPI-FileConversion',
  RequestedName: 'X-WOPI-RequestedName',
  ValidRelativeTarget: 'X-WOPI-ValidRelativeTarget',
  InvalidFileNameError: 'X-WOPI-InvalidFileNameError',
  InvalidContainerNameError: 'X-WOPI-InvalidContainerNameError',
  FileExtensionFilterList: 'X-WOPI-FileExtensionFilterList',

  UrlType: 'X-WOPI-UrlType',
  RestrictedLink: 'X-WOPI-RestrictedLink',
  UsingRestrictedScenario: 'X-WOPI-UsingRestrictedScenario',
  WopiSrc: 'X-WOPI-WopiSrc',
  HostNativeFileName: 'X-WOPI-HostNativeFileName',
  ApplicationId: 'X-WOPI-ApplicationId',

  CoauthLockId: 'X-WOPI-CoauthLockId',
  CoauthLockType: 'X-WOPI-CoauthLockType',
  CoauthLockMetadata: 'X-WOPI-CoauthLockMetadata',
  CoauthLockExpirationTimeout: 'X-WOPI-CoauthLockExpirationTimeout',
  CoauthTableVersion: 'X-WOPI-CoauthTableVersion',
  SequenceNumber: 'X-WOPI-SequenceNumber',
  UploadSessionToken: 'X-WOPI-UploadSessionToken',
  UploadSessionCurrentOffset: 'X-WOPI-UploadSessionCurrentOffset',
  ContentRangeOffset: 'X-WOPI-ContentRangeOffset',
  ContentRangeLength: 'X-WOPI-ContentRangeLength',
  ConflictingMechanism: 'X-WOPI-ConflictingMechanism',
  ConflictingLockUsername: 'X-WOPI-ConflictingLockUsername',

  Proof: 'X-WOPI-Proof',
  ProofOld: 'X-WOPI-ProofOld',
  TimeStamp: 'X-WOPI-TimeStamp',

  CorrelationId: 'X-WOPI-CorrelationId',
  SessionId: 'X-WOPI-SessionId',
  SessionContext: 'X-WOPI-SessionContext',
  ClientVersion: 'X-WOPI-ClientVersion',
  DeviceId: 'X-WOPI-DeviceId',
  MachineName: 'X-WOPI-MachineName',
  PerfTraceRequested: 'X-WOPI-PerfTraceRequested',
  PerfTrace: 'X-WOPI-PerfTrace',
  ServerError: 'X-WOPI-ServerError',
  ServerVersion: 'X-WOPI-ServerVersion',
  HostEndpoint: 'X-WOPI-HostEndpoint',
} as const;

/** The spelling of one of the headers in {@link WopiHeader}. */
export type WopiHeaderName = (typeof WopiHeader)[keyof typeof WopiHeader];
