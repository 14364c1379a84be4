package io.autoimport.test.ec2.internal.action;

import io.autoimport.test.ec2.internal.protocol.XmlWriter;
import io.autoimport.test.ec2.model.SimulatedInstance;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;

/** Lists instances: by ids, or page by page. */
final class DescribeInstances implements Action {

    private final FilterTable<SimulatedInstance> table = InstanceFilters.table();
    private final InstancePaging paging;

    DescribeInstances(InstancePaging paging) {
        this.paging = paging;
    }

    @Override
    public XmlWriter.Content perform(Call call) {
        Filters<SimulatedInstance> filters = new Filters<>(call.parameters(), table);
        Paging.Answer<SimulatedInstance> page =
                paging.page(call, imageId -> filters.allow(InstanceFilters.IMAGE_ID, imageId), filters::match);
        return xml -> {
            writeReservations(xml, page.items());
            page.writeNextToken(xml);
        };
    }

    private static void writeReservations(XmlWriter xml, List<SimulatedInstance> instances) throws XMLStreamException {
        Collection<List<SimulatedInstance>> reservations = instances.stream()
                .collect(Collectors.groupingBy(
                        SimulatedInstance::reservationId, LinkedHashMap::new, Collectors.toList()))
                .values();
        xml.list("reservationSet", reservations, (item, reservation) -> {
            SimulatedInstance first = reservation.get(0);
            item.text("reservationId", first.reservationId())
                    .text("ownerId", first.accountId())
                    .empty("groupSet")
                    .list("instancesSet", reservation, InstanceXml::write);
        });
    }
}
