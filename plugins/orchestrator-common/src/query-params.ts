/** Query parameter of the run form and of the input schema endpoint: the run whose input fills the form. */
export const QUERY_PARAM_INSTANCE_ID = 'instanceId';

/** Query parameter of the run form: entity ref of what the run is about. */
export const QUERY_PARAM_TARGET_ENTITY = 'targetEntity';
