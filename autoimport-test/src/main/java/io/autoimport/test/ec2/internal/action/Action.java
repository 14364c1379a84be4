package io.autoimport.test.ec2.internal.action;

import io.autoimport.test.ec2.internal.protocol.ApiException;
import io.autoimport.test.ec2.internal.protocol.XmlWriter;

/** What the API does when asked. */
@FunctionalInterface
public interface Action {

    /**
     * Checks the request and does what it asks for. Whatever can go wrong goes wrong here, so that an error is never
     * found out after half of an answer was sent.
     *
     * @return the answer, yet to be written
     * @throws ApiException if the request is refused
     */
    XmlWriter.Content perform(Call call);
}
