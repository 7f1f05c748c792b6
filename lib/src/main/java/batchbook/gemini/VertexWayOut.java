package batchbook.gemini;

import batchbook.ErrorKind;
import batchbook.wire.HttpError;

/** What to do about a refusal of Vertex AI, where that is something else than with a key. */
record VertexWayOut(HttpError error, Vertex vertex) {
    /** In sentences; empty when the message says it all. */
    String words() {
        if (error.kind() == ErrorKind.AUTH) {
            return aboutTheProject();
        }
        if (error.kind() == ErrorKind.NOT_FOUND) {
            return "Choose another with .model(..), or another location: not every model is in " + vertex.location()
                    + ", and aliases such as gemini-flash-latest may be unknown there. gemini.models() lists some.";
        }
        return new WayOut(error).words();
    }

    private String aboutTheProject() {
        if (error.body().reason().equals("SERVICE_DISABLED")) {
            return "Switch the API on for the project at " + new WayOut(error).console()
                    + ", wait some minutes, and run again.";
        }
        if (error.isAboutPlaceOrBilling() || error.body().reason().equals("BILLING_DISABLED")) {
            return "Link billing to the project " + vertex.project() + " in the Google Cloud console.";
        }
        if (error.status() == 401) {
            return "The login is not accepted: run gcloud auth application-default login, or name another key file in"
                    + " GOOGLE_APPLICATION_CREDENTIALS, make the model again, and run again.";
        }
        return "The account may not ask models in " + vertex.project()
                + ": give it the role Vertex AI User (roles/aiplatform.user), or name the right project.";
    }
}
