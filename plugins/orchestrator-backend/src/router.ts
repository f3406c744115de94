import express from 'express';
import Router from 'express-promise-router';

/** Routes of `/api/orchestrator` (contract section 2). */
export function createRouter(): express.Router {
  const router = Router();
  router.get('/health', (_request, response) => {
    response.json({ status: 'ok' });
  });
  return router;
}
