package io.autoimport.test.ec2.internal.server;

import io.autoimport.test.ec2.internal.action.Action;
import io.autoimport.test.ec2.internal.action.Actions;
import io.autoimport.test.ec2.internal.action.Call;
import io.autoimport.test.ec2.internal.fault.Effect;
import io.autoimport.test.ec2.internal.fault.FaultRules;
import io.autoimport.test.ec2.internal.protocol.ApiException;
import io.autoimport.test.ec2.internal.protocol.XmlWriter;
import io.autoimport.test.ec2.internal.state.AccessKeys;
import io.autoimport.test.ec2.internal.state.AccessKeys.Identity;
import io.autoimport.test.ec2.internal.state.Cloud;
import io.autoimport.test.ec2.internal.state.Visibility;
import io.autoimport.test.ec2.model.RecordedRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides whether a request is let in, and has its action performed. */
final class Dispatcher {

    private final Cloud cloud;
    private final AccessKeys keys;
    private final Actions actions;
    private final FaultRules faults;

    Dispatcher(Cloud cloud, AccessKeys keys, Actions actions, FaultRules faults) {
        this.cloud = cloud;
        this.keys = keys;
        this.actions = actions;
        this.faults = faults;
    }

    Optional<Identity> identify(Request request) {
        return request.scope().flatMap(scope -> keys.identify(scope.accessKeyId(), request.sessionToken()));
    }

    XmlWriter.Content perform(Request request, Optional<Identity> caller, RecordedRequest recorded) {
        Identity identity = admit(request, caller, recorded);
        Action action =
                request.service() == Service.STS ? actions.sts(request.action()) : actions.ec2(request.action());
        if (action == null) {
            throw ApiException.invalidAction(request.action());
        }
        if (request.service() == Service.EC2
                && faults.first(Effect.Deny.class, recorded).isPresent()) {
            throw ApiException.unauthorizedOperation();
        }
        return action.perform(call(request, identity, recorded));
    }

    private Identity admit(Request request, Optional<Identity> caller, RecordedRequest recorded) {
        Service service = request.service();
        if (request.scope().isEmpty()) {
            throw new ApiException(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
        }
        Identity identity = caller.orElseThrow(service::unknownCredentials);
        Instant expiry = identity.expiresAt();
        boolean expired = expiry != null && !cloud.clock().instant().isBefore(expiry);
        if (expired || faults.first(Effect.Expire.class, recorded).isPresent()) {
            throw service.expiredCredentials();
        }
        if (faults.all(Effect.Throttle.class, recorded).stream()
                .anyMatch(throttle -> !throttle.buckets().tryTake(recorded))) {
            throw new ApiException(503, "RequestLimitExceeded", "Request limit exceeded.");
        }
        faults.first(Effect.Fail.class, recorded).ifPresent(fail -> {
            throw new ApiException(fail.status(), fail.code(), fail.message());
        });
        return identity;
    }

    private Call call(Request request, Identity identity, RecordedRequest recorded) {
        Duration listingLag = faults.first(Effect.ListingLag.class, recorded)
                .map(Effect.ListingLag::duration)
                .orElse(Duration.ZERO);
        Duration tagLag = faults.first(Effect.TagLag.class, recorded)
                .map(Effect.TagLag::duration)
                .orElse(Duration.ZERO);
        List<Integer> pageSizes = faults.first(Effect.ShortPages.class, recorded)
                .map(Effect.ShortPages::sizes)
                .orElse(List.of());
        return new Call(
                request.parameters(),
                identity,
                request.region(),
                cloud,
                new Visibility(cloud.clock().instant(), listingLag, tagLag),
                pageSizes,
                faults.first(Effect.RepeatToken.class, recorded).isPresent());
    }
}
