package batchbook.sim.jobs;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A request of a job.
 *
 * @param label what its answer is told apart by, a field of JSON with its name; empty if it has none
 * @param request what is asked; missing if there is something wrong with it
 * @param problem what is wrong with it; empty if nothing is
 */
record Row(String label, JsonNode request, String problem) {}
