CREATE TABLE beekeepers (beekeeper_id INTEGER PRIMARY KEY, name TEXT, village TEXT, country TEXT, joined_year INTEGER, birth_year INTEGER, phone TEXT);
CREATE TABLE apiaries (apiary_id INTEGER PRIMARY KEY, beekeeper_id INTEGER REFERENCES beekeepers(beekeeper_id), name TEXT, altitude INTEGER, landscape TEXT, opened_year INTEGER);
CREATE TABLE hives (hive_id INTEGER PRIMARY KEY, apiary_id INTEGER REFERENCES apiaries(apiary_id), hive_type TEXT, queen_race TEXT, frames INTEGER, last_inspection DATE);
CREATE TABLE honeys (honey_id INTEGER PRIMARY KEY, name TEXT, colour TEXT, price_per_kg REAL, moisture REAL);
CREATE TABLE harvests (harvest_id INTEGER PRIMARY KEY, hive_id INTEGER REFERENCES hives(hive_id), honey_id INTEGER REFERENCES honeys(honey_id), harvest_date DATE, kilograms REAL, buyer TEXT);
INSERT INTO beekeepers VALUES
(1,'Milena Horvat','Radovljica','Slovenia',1998,1961,'+386 31 555 201'),
(2,'Tomaz Kranjec','Bled','Slovenia',2004,1973,NULL),
(3,'Giulia Ferraro','Tarvisio','Italy',2010,1985,'+39 0428 7712'),
(4,'Ernst Wiesinger','Villach','Austria',1998,1955,'+43 4242 9081'),
(5,'Ana Bozic','Kranjska Gora','Slovenia',2015,1990,'+386 40 118 663'),
(6,'Paolo Zanier','Tarvisio','Italy',2018,1968,NULL),
(7,'Katharina Moser','Hermagor','Austria',2021,1994,'+43 660 4410'),
(8,'Dusan Petek','Bled','Slovenia',1987,1949,'+386 4 532 10'),
(9,'Ivana Kovac','Cakovec','Croatia',2012,1979,'+385 91 220 87');
INSERT INTO apiaries VALUES
(1,1,'Linden Hill',520,'forest',1999),(2,1,'Old Mill',470,'meadow',2006),(3,2,'Lakeside',505,'meadow',2005),
(4,3,'Pian dei Fiori',890,'alpine',2011),(5,4,'Sonnwiese',760,'alpine',1998),(6,4,'Drau Bank',495,'river',2009),
(7,5,'Chestnut Row',840,'forest',2016),(8,6,'Valle Bassa',720,'forest',2019),(9,8,'Petek Garden',515,'orchard',1988),
(10,9,'Mura Meadow',165,'meadow',2013);
INSERT INTO hives VALUES
(101,1,'Langstroth','Carniolan',10,'2023-04-11'),(102,1,'AZ','Carniolan',9,'2023-05-02'),(103,2,'Langstroth','Buckfast',12,'2023-04-28'),
(104,3,'AZ','Carniolan',9,'2023-03-30'),(105,4,'Dadant','Italian',12,'2023-05-19'),(106,4,'Dadant','Italian',11,'2023-05-19'),
(107,5,'Zander','Buckfast',10,'2023-04-03'),(108,6,'Zander','Carniolan',10,NULL),(109,7,'Langstroth','Carniolan',8,'2023-06-01'),
(110,8,'Dadant','Italian',12,'2023-02-27'),(111,9,'AZ','Carniolan',9,'2022-10-14'),(112,9,'Top bar','Buckfast',20,NULL),(113,10,'Langstroth','Buckfast',10,'2023-05-22'),(114,9,'AZ','Carniolan',8,'2023-04-17');
INSERT INTO honeys VALUES
(1,'Linden','pale yellow',11.5,17.2),(2,'Chestnut','dark brown',13.8,16.1),(3,'Acacia','pale yellow',14.9,16.8),
(4,'Fir honeydew','dark brown',18.2,15.4),(5,'Wildflower','amber',9.6,17.9),(6,'Buckwheat','dark brown',10.4,18.3),
(7,'Alpine rose','white',21.0,16.5),(8,'Heather','amber',19.5,19.1);
INSERT INTO harvests VALUES
(1,101,1,'2023-06-25',18.4,'Cooperative shop'),(2,102,1,'2023-06-26',14.2,'Cooperative shop'),(3,103,5,'2023-07-04',22.7,'Hotel Triglav'),
(4,104,3,'2023-05-30',9.8,'Market of Graz'),(5,105,7,'2023-07-18',11.3,'Cooperative shop'),(6,106,7,'2023-07-18',8.9,'Hotel Triglav'),
(7,107,4,'2023-08-09',25.1,'Market of Graz'),(8,109,2,'2023-07-01',16.6,NULL),(9,110,2,'2023-07-02',19.9,'Cooperative shop'),
(10,111,1,'2022-06-29',12.5,'Hotel Triglav'),(11,101,4,'2022-08-15',7.4,NULL),(12,113,3,'2023-05-27',27.3,'Market of Graz'),(13,113,6,'2022-08-20',15.0,'Cooperative shop'),(14,112,5,'2023-07-09',10.1,'Cooperative shop');
