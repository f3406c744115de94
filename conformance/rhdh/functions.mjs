/** Stand-ins for functions of a host language: what an operator of the collection would provide. */
export default {
  'service:java:basic.Basic::BasicMethod': ({ arguments: { project } }) => ({ seen: project }),
};
