package io.autoimport.test.ec2.internal.action;

import io.autoimport.test.ec2.internal.protocol.XmlWriter;
import io.autoimport.test.ec2.internal.state.Ids;
import java.util.HexFormat;
import java.util.Locale;

/** Tells callers who they are. */
final class GetCallerIdentity implements Action {

    @Override
    public XmlWriter.Content perform(Call call) {
        String arn = call.caller().arn();
        return xml -> xml.text("Arn", arn).text("UserId", userId(arn)).text("Account", call.accountId());
    }

    static String userId(String arn) {
        return "AIDA" + HexFormat.of().toHexDigits(Ids.hash(arn)).toUpperCase(Locale.ROOT);
    }
}
