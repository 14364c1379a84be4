package io.autoimport.test.ec2.internal.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.autoimport.core.model.Text;
import io.autoimport.test.ec2.internal.fault.Effect;
import io.autoimport.test.ec2.internal.fault.FaultRules;
import io.autoimport.test.ec2.internal.protocol.ApiException;
import io.autoimport.test.ec2.internal.protocol.Parameters;
import io.autoimport.test.ec2.internal.protocol.XmlWriter;
import io.autoimport.test.ec2.internal.state.AccessKeys.Identity;
import io.autoimport.test.ec2.model.RecordedRequest;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a request to its answer. */
final class RequestHandler implements HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

    private final Dispatcher dispatcher;
    private final FaultRules faults;
    private final RequestLog log;
    private final Waits waits;

    RequestHandler(Dispatcher dispatcher, FaultRules faults, RequestLog log, Waits waits) {
        this.dispatcher = dispatcher;
        this.faults = faults;
        this.log = log;
        this.waits = waits;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Answer answer = new Answer(exchange, UUID.randomUUID().toString());
        Request request;
        try {
            request = Request.read(exchange);
        } catch (ApiException refused) {
            answer.error(Service.EC2, refused, Optional.empty());
            return;
        }
        Optional<Identity> caller = dispatcher.identify(request);
        RecordedRequest recorded = record(request, caller);
        log.add(recorded);
        waits.apply(recorded);
        Optional<Effect.Damage> damage =
                faults.first(Effect.Spoil.class, recorded).map(Effect.Spoil::damage);
        XmlWriter.Content content;
        try {
            content = dispatcher.perform(request, caller, recorded);
        } catch (ApiException refused) {
            answer.error(request.service(), refused, damage);
            return;
        } catch (RuntimeException e) {
            LOG.error(
                    "The simulator failed at {} in {}; this is a bug of the simulator",
                    oneLine(request.action()),
                    oneLine(request.region()),
                    e);
            answer.error(
                    request.service(), new ApiException(500, "InternalError", "The simulator failed: " + e), damage);
            return;
        }
        answer.success(request.service(), request.action(), content, damage);
    }

    private static RecordedRequest record(Request request, Optional<Identity> caller) {
        Parameters parameters = request.parameters();
        return new RecordedRequest(
                request.action(),
                request.region(),
                caller.map(Identity::accountId).orElse(""),
                parameters.asMap());
    }

    private static String oneLine(String text) {
        return Text.singleLine(text);
    }
}
