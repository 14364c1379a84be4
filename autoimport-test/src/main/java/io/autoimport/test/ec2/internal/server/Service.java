package io.autoimport.test.ec2.internal.server;

import io.autoimport.test.ec2.internal.protocol.ApiException;
import io.autoimport.test.ec2.internal.protocol.XmlWriter;
import java.io.OutputStream;
import javax.xml.stream.XMLStreamException;

/** The two services that share the endpoint: how each of them frames an answer and an error. */
enum Service {
    EC2 {
        @Override
        void writeAnswer(OutputStream out, String action, String requestId, XmlWriter.Content content)
                throws XMLStreamException {
            new XmlWriter(out).document(action + "Response", "http://ec2.amazonaws.com/doc/2016-11-15/", xml -> {
                xml.text("requestId", requestId);
                content.write(xml);
            });
        }

        @Override
        void writeError(OutputStream out, ApiException error, String requestId) throws XMLStreamException {
            new XmlWriter(out)
                    .document(
                            "Response",
                            "",
                            xml -> xml.element(
                                            "Errors",
                                            errors -> errors.element(
                                                    "Error",
                                                    detail -> detail.text("Code", error.code())
                                                            .text("Message", error.message())))
                                    .text("RequestID", requestId));
        }

        @Override
        ApiException unknownCredentials() {
            return new ApiException(401, "AuthFailure", "AWS was not able to validate the provided access credentials");
        }

        @Override
        ApiException expiredCredentials() {
            return ApiException.badRequest("RequestExpired", "Request has expired.");
        }
    },

    STS {
        @Override
        void writeAnswer(OutputStream out, String action, String requestId, XmlWriter.Content content)
                throws XMLStreamException {
            new XmlWriter(out)
                    .document(
                            action + "Response",
                            STS_NAMESPACE,
                            xml -> xml.element(action + "Result", content)
                                    .element("ResponseMetadata", metadata -> metadata.text("RequestId", requestId)));
        }

        @Override
        void writeError(OutputStream out, ApiException error, String requestId) throws XMLStreamException {
            new XmlWriter(out)
                    .document(
                            "ErrorResponse",
                            STS_NAMESPACE,
                            xml -> xml.element(
                                            "Error",
                                            detail -> detail.text("Type", error.status() < 500 ? "Sender" : "Receiver")
                                                    .text("Code", error.code())
                                                    .text("Message", error.message()))
                                    .text("RequestId", requestId));
        }

        @Override
        ApiException unknownCredentials() {
            return new ApiException(
                    403, "InvalidClientTokenId", "The security token included in the request is invalid.");
        }

        @Override
        ApiException expiredCredentials() {
            return new ApiException(403, "ExpiredToken", "The security token included in the request is expired");
        }
    };

    private static final String STS_NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

    abstract void writeAnswer(OutputStream out, String action, String requestId, XmlWriter.Content content)
            throws XMLStreamException;

    abstract void writeError(OutputStream out, ApiException error, String requestId) throws XMLStreamException;

    abstract ApiException unknownCredentials();

    abstract ApiException expiredCredentials();
}
