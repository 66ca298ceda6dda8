CREATE TABLE canals (canal_cd text PRIMARY KEY, name text, country text, len_km real, yr_opened integer, max_draft real);
CREATE TABLE locks (lock_no integer PRIMARY KEY, name text, canal_cd text, town text, rise_m real, yr_built integer, gate_type text, FOREIGN KEY (canal_cd) REFERENCES canals(canal_cd));
CREATE TABLE skippers (skip_no integer PRIMARY KEY, fst_nm text, lst_nm text, home_town text, lic_yr integer);
CREATE TABLE barges (barge_no integer PRIMARY KEY, name text, skip_no integer, cap_t integer, yr_built integer, hull text, flag text, FOREIGN KEY (skip_no) REFERENCES skippers(skip_no));
CREATE TABLE passages (pass_id integer PRIMARY KEY, barge_no integer, lock_no integer, pass_dt date, cargo text, load_t integer, wait_min integer, fee real, FOREIGN KEY (barge_no) REFERENCES barges(barge_no), FOREIGN KEY (lock_no) REFERENCES locks(lock_no));
INSERT INTO canals VALUES
('AMS','Amstel Cut','Netherlands',42.5,1883,3.2),
('BRI','Briare Link','France',57.0,1642,1.8),
('GOT','Gota Stretch','Sweden',190.5,1832,2.8),
('KEN','Kennet Arm','England',87.0,1810,1.2),
('ALB','Albert Reach','Belgium',129.5,1939,3.4),
('MIT','Mittel Branch','Germany',325.0,1938,2.8),
('RID','Rideau Line','Canada',202.0,1832,1.5),
('GYE','Gyeongin Way','South Korea',18.0,2012,6.3);
INSERT INTO locks VALUES
(1,'Willow Gate','KEN','Devizes',2.4,1809,'mitre'),
(2,'Heron Lock','KEN','Bath',5.8,1976,'mitre'),
(3,'Seven Steps','BRI','Rogny',4.1,1887,'mitre'),
(4,'Swan Sluice','AMS','Amsterdam',1.1,1890,'sector'),
(5,'Borenshult','GOT','Motala',3.0,1825,'mitre'),
(6,'Elk Stairs','GOT','Berg',18.8,1826,'mitre'),
(7,'Wijnegem South','ALB','Wijnegem',5.7,1939,'lift'),
(8,'Genk Deep','ALB','Genk',10.0,1934,'lift'),
(9,'Anderten','MIT','Hanover',14.7,1928,'lift'),
(10,'Beaver Lock','RID','Ottawa',3.2,1831,'mitre'),
(11,'Ara Sea Gate','GYE','Incheon',NULL,2011,'sector');
INSERT INTO skippers VALUES
(1,'Joost','van Dam','Rotterdam',1994),
(2,'Amelie','Roux','Rogny',2008),
(3,'Sten','Lindqvist','Motala',1987),
(4,'Fiona','Marsh','Bath',2015),
(5,'Karel','Peeters','Genk',2001),
(6,'Heike','Vogel','Hanover',1999),
(7,'Dongwook','Lim','Incheon',2013),
(8,'Marc','Tremblay','Ottawa',2019),
(9,'Petra','Smit','Rotterdam',2021);
INSERT INTO barges VALUES
(10,'Tulip Queen',1,1350,1968,'steel','Dutch'),
(11,'Vagabonde',2,280,1932,'iron','French'),
(12,'Nordstjarna',3,420,1955,'steel','Swedish'),
(13,'Grey Otter',4,25,1904,'wood','British'),
(14,'Schelde Trader',5,2400,1991,'steel','Belgian'),
(15,'Leine',6,1900,1984,'steel','German'),
(16,'Han River Belle',7,980,2014,'steel','Korean'),
(17,'Loonsong',8,60,1948,'wood','Canadian'),
(18,'Rotte',1,2100,2005,'steel','Dutch'),
(19,'Old Kate',NULL,30,1911,'wood','British'),
(20,'Marigot',2,310,1940,'iron','French');
INSERT INTO passages VALUES
(1,10,4,'2023-04-03','sand',1200,15,86.5),
(2,10,7,'2023-04-06','sand',1200,40,120.0),
(3,14,7,'2023-04-09','containers',2100,55,210.0),
(4,14,8,'2023-04-10','containers',2100,20,205.5),
(5,13,2,'2023-05-21','timber',12,8,14.0),
(6,11,3,'2023-06-02','grain',240,NULL,31.0),
(7,12,6,'2023-06-18','timber',300,95,58.0),
(8,15,9,'2023-07-01','coal',1750,30,160.0),
(9,18,7,'2023-07-15','containers',1900,62,198.0),
(10,17,10,'2023-08-08','gravel',40,12,22.5),
(11,12,5,'2023-08-30','grain',380,18,47.0),
(12,18,4,'2023-09-12','gravel',2000,25,130.0),
(13,13,1,'2023-10-05','coal',20,5,11.0),
(14,20,3,'2024-02-14','grain',305,10,34.5);
