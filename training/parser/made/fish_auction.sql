CREATE TABLE vessels (vessel_no text PRIMARY KEY, name text, home_port text, skipper text, gross_tons real, built_year integer);
CREATE TABLE species (sp_cd text PRIMARY KEY, name text, habitat text, min_size_cm real, season text);
CREATE TABLE landings (landing_id integer PRIMARY KEY, vessel_no text, sp_cd text, land_date date, wt_kg real, grade text, FOREIGN KEY (vessel_no) REFERENCES vessels(vessel_no), FOREIGN KEY (sp_cd) REFERENCES species(sp_cd));
CREATE TABLE buyers (buyer_id integer PRIMARY KEY, name text, buyer_type text, city text, reg_year integer, credit_limit integer);
CREATE TABLE bids (bid_id integer PRIMARY KEY, landing_id integer, buyer_id integer, price_kg real, result text, FOREIGN KEY (landing_id) REFERENCES landings(landing_id), FOREIGN KEY (buyer_id) REFERENCES buyers(buyer_id));
INSERT INTO vessels VALUES
('V-101','갈매기호','부산','문창식',29.5,2003),
('V-102','Sea Thistle','Peterhead','Callum Reid',118.0,1996),
('V-103','동해호','강릉','심재환',45.2,2012),
('V-104','Stella Maris','Vigo','Anxo Pereira',210.6,1988),
('V-105','남도호','여수','고명자',38.7,2009),
('V-106','Nordlys','Tromso','Eirik Hansen',164.3,2017),
('V-107','청해호','여수','Tran Van Duc',52.9,1999),
('V-108','Blue Petrel','Peterhead','Moira Grant',87.4,2006),
('V-109','Kuroshio 8','Choshi','Ken Ogawa',NULL,2015);
INSERT INTO species VALUES
('MAC','Mackerel','pelagic',21,'autumn'),
('COD','Cod','demersal',35,'winter'),
('SQD','Squid','pelagic',12,'summer'),
('HAK','Hake','demersal',27,'spring'),
('TUN','Bluefin Tuna','pelagic',115,'winter'),
('SOL','Sole','flatfish',24,'spring'),
('HAL','Halibut','flatfish',84,'autumn'),
('ANC','Anchovy','pelagic',NULL,'summer'),
('MON','Monkfish','demersal',50,'winter');
INSERT INTO landings VALUES
(1,'V-101','MAC','2024-01-08',620,'A'),
(2,'V-101','SQD','2024-01-08',180,'B'),
(3,'V-102','COD','2024-01-10',1450,'A'),
(4,'V-103','SQD','2024-01-15',540,'A'),
(5,'V-104','HAK','2024-01-19',2300,'B'),
(6,'V-104','MON','2024-01-19',310,'A'),
(7,'V-105','ANC','2024-02-02',900,'C'),
(8,'V-106','COD','2024-02-05',3100,'A'),
(9,'V-106','HAL','2024-02-05',760,'A'),
(10,'V-107','MAC','2024-02-11',410,'C'),
(11,'V-107','ANC','2024-02-20',1250,'B'),
(12,'V-109','TUN','2024-03-01',284,'A'),
(13,'V-102','MON','2024-03-04',150,NULL),
(14,'V-101','MAC','2024-03-09',705,'B');
INSERT INTO buyers VALUES
(1,'바다식당','식당','부산',2011,30000),
(2,'Ocean Pantry','wholesaler','Busan',2004,250000),
(3,'한빛수산','도매','서울',1998,400000),
(4,'Trattoria Lido','restaurant','Genoa',2019,18000),
(5,'Northern Fillets','processor','Hull',1992,520000),
(6,'미도횟집','식당','서울',2016,22000),
(7,'Casa Ribeira','restaurant','Vigo',2008,NULL),
(8,'여수건어물','도매','여수',2001,95000),
(9,'Sakura Foods','processor','Chiba',2013,310000),
(10,'Gull & Anchor','restaurant','Hull',2022,12000);
INSERT INTO bids VALUES
(1,1,1,4.8,'lost'),(2,1,3,5.1,'won'),(3,2,6,9.7,'won'),(4,3,5,6.4,'won'),(5,3,2,6.2,'lost'),(6,4,6,11.3,'lost'),(7,4,3,11.9,'won'),(8,5,7,5.5,'won'),(9,6,7,14.2,'won'),(11,8,5,6.9,'won'),(12,9,2,15.8,'won'),(13,12,9,88.5,'won'),(14,12,3,86.0,'lost'),(15,14,1,4.6,NULL);
